all:
	-g++ -c ../src/missing.cc -o /dev/null
	g++ -c ../src/member.cc -o /dev/null
