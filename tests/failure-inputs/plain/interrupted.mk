all: wait kill
wait:
	sleep 5
kill:
	kill -TERM $$PPID
