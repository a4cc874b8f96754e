# Sourced by bin/check and bin/test: `part NAME COMMAND…` runs and times a command, `closing` prints the table.
# `beside NAME COMMAND…` starts one that runs beside the parts which follow; `closing` waits for it and tells what it said.
# A part that fails never stops the next one; `closing` returns 1 when any failed.

# What one process compiled of our source the next one need not compile again.
unset PYTHONDONTWRITEBYTECODE
parts_table=""
parts_failed=0
parts_beside=() # name, process and folder of each

part() {
  local name=$1 began=$SECONDS result=0
  shift
  printf '\n── %s\n' "$name"
  "$@" || result=$?
  note "$name" "$result" $((SECONDS - began))
}

beside() {
  local name=$1 began=$SECONDS folder
  shift
  folder=$(mktemp -d)
  {
    "$@" > "$folder/said" 2>&1
    echo "$? $((SECONDS - began))" > "$folder/ended"
  } &
  parts_beside+=("$name" $! "$folder")
}

note() {
  local result=ok
  [ "$2" = 0 ] || { result=FAILED; parts_failed=1; }
  parts_table+=$(printf '%-34s %6ss  %s' "$1" "$3" "$result")$'\n'
}

closing() {
  local result seconds
  set -- ${parts_beside[@]+"${parts_beside[@]}"}
  while [ $# -gt 0 ]; do
    wait "$2"
    printf '\n── %s\n' "$1"
    cat "$3/said"
    read -r result seconds < "$3/ended" || { result=1 seconds=0; }
    note "$1" "$result" "$seconds"
    rm -r "$3"
    shift 3
  done
  printf '\n%s%-34s %6ss\n' "$parts_table" "together" "$SECONDS"
  return "$parts_failed"
}
