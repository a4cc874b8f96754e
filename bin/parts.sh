# Sourced by bin/check and bin/test: `part NAME COMMAND…` runs and times a command, `closing` prints the table.
# A part that fails never stops the next one; `closing` returns 1 when any failed.
parts_table=""
parts_failed=0

part() {
  local name=$1 began=$SECONDS result=ok
  shift
  printf '\n── %s\n' "$name"
  "$@" || { result=FAILED; parts_failed=1; }
  parts_table+=$(printf '%-34s %6ss  %s' "$name" $((SECONDS - began)) "$result")$'\n'
}

closing() {
  printf '\n%s%-34s %6ss\n' "$parts_table" "together" "$SECONDS"
  return "$parts_failed"
}
