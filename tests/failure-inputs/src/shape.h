#pragma once
template <class T> int area(const T& shape) {
  return shape.width() * shape.height();
}
