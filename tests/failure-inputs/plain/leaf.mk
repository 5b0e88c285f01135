template.o:
%.o: %.cc
	g++ -c $< -o $@
