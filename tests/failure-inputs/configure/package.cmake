find_package(Rados 18.2 REQUIRED)
