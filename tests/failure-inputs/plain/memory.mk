all:
	bash -c 'ulimit -v 600000; g++ -c ../src/hog.cc -o /dev/null'
