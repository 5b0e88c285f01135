#include <string>
#warning "old interface"
int place(const std::string& name) {
  return name.lenght();
}
int other() { return undeclared; }
