#!/bin/sh
# Stops Postgres when the supervisor has died without doing it (kill -9): its end of our standard input closes then.
# Arguments: the process id of Postgres, its postmaster.pid file, seconds the apps have to finish what they are at.
trap '' INT TERM HUP
cat >/dev/null
runs() { [ "$(head -n 1 "$2" 2>/dev/null)" = "$1" ]; }
left=$3
while [ "$left" -gt 0 ] && runs "$1" "$2"; do
  sleep 1
  left=$((left - 1))
done
if runs "$1" "$2"; then kill -INT "$1"; fi
