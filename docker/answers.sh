#!/bin/bash
# Whether a part answers: `answers.sh PORT PATH` succeeds on HTTP 200. Images of servers have bash, and often no curl.
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3
read -r -t 5 -u 3 status || exit 1
[[ $status == HTTP/*" 200"* ]]
