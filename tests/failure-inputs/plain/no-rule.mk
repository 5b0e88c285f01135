all: osd.o mon.o
osd.o: gone.cc
	g++ -c gone.cc
mon.o:
	true
