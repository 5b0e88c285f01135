all:
    echo with spaces
