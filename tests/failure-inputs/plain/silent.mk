all:
	@echo one
	@echo two
	@exit 7
