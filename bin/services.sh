# Sourced by bin/test: the PostgreSQL and Redis of one test run, on free ports, in a folder of their own.
# PostgreSQL refuses to run as root, so root starts it as user postgres. It plans each prepared statement once: a test asks for answers, not for plans.
# Nobody cuts its power either: it writes no more than it needs to go on, and leaves the rest in memory.
services=""

free_port() { .venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
postgres_bin() {
  local folder
  folder=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2> /dev/null | sort -V | tail -1)
  [ -n "$folder" ] && echo "$folder" || dirname "$(command -v initdb)" 2> /dev/null
}
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }

missing_packages() {
  command -v chromium > /dev/null || command -v google-chrome > /dev/null || echo chromium
  [ -n "$(postgres_bin)" ] || echo postgresql
  command -v redis-server > /dev/null || echo redis-server
  command -v newsboat > /dev/null || echo newsboat
}

# Chromium without windows takes half the time; it is nice to have where there is such a package.
quicker_packages() {
  command -v chromium-headless-shell > /dev/null || ! apt-cache show chromium-headless-shell > /dev/null 2>&1 || echo chromium-headless-shell
}

install_missing() {
  local missing wanted
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    [ -z "$(missing_packages)" ] || apt-get update -qq
    wanted=$({ missing_packages; quicker_packages; } | xargs)
    [ -z "$wanted" ] || echo "Installing $wanted" >&2
    # shellcheck disable=SC2086  # one word per package
    [ -z "$wanted" ] || DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $wanted > /dev/null
  fi
  missing=$(missing_packages | xargs)
  [ -z "$missing" ] && return 0
  echo "The full tests need system packages that are missing here: $missing. Install them, or run bin/test --fast." >&2
  return 1
}

start_services() {
  local port redis_port
  # Not below TMPDIR: user postgres must reach it, and the path of its socket be short.
  services=$(mktemp -d /tmp/passerelle-services.XXXXXX)
  port=$(free_port)
  redis_port=$(free_port)
  mkdir "$services/postgres" "$services/redis"
  [ "$(id -u)" = 0 ] && chmod 755 "$services" && chown postgres "$services/postgres"
  as_postgres "$(postgres_bin)/initdb" --pgdata="$services/postgres/data" --username=passerelle --auth=trust \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync > "$services/initdb.log" || return 1
  as_postgres "$(postgres_bin)/pg_ctl" start --wait --silent --pgdata="$services/postgres/data" \
    --log="$services/postgres/log" --options="-p $port -k $services/postgres -h 127.0.0.1 -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=2GB -c checkpoint_timeout=1h -c jit=off -c plan_cache_mode=force_generic_plan -c max_connections=200 -c statement_timeout=120s" || return 1
  redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --daemonize yes \
    --dir "$services/redis" --pidfile "$services/redis/pid" > /dev/null || return 1
  export PASSERELLE_TEST_POSTGRES="postgres://passerelle@127.0.0.1:$port/postgres"
  PASSERELLE_TEST_NEWSBOAT=$(command -v newsboat)
  export PASSERELLE_TEST_NEWSBOAT
  export PASSERELLE_TEST_REDIS="redis://127.0.0.1:$redis_port/0"
}

stop_services() {
  [ -n "$services" ] || return 0
  as_postgres "$(postgres_bin)/pg_ctl" stop --mode=immediate --silent --pgdata="$services/postgres/data" 2> /dev/null
  [ -e "$services/redis/pid" ] && kill "$(cat "$services/redis/pid")"
  rm -rf "$services"
  services=""
}
