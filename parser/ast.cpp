#include "parser/ast.h"

namespace entente::ast {

template <class T>
Box<T>::Box(T value) : node_(std::make_unique<T>(std::move(value))) {}
template <class T>
Box<T>::Box(const Box& other) : node_(std::make_unique<T>(*other.node_)) {}
template <class T>
Box<T>::Box(Box&&) noexcept = default;
template <class T>
Box<T>& Box<T>::operator=(const Box& other) {
  if (this != &other) {
    node_ = std::make_unique<T>(*other.node_);
  }
  return *this;
}
template <class T>
Box<T>& Box<T>::operator=(Box&&) noexcept = default;
template <class T>
Box<T>::~Box() = default;
template <class T>
bool Box<T>::equals(const Box& other) const {
  return *node_ == *other.node_;
}

template class Box<Query>;
template class Box<SetExpr>;
template class Box<Expr>;

}  // namespace entente::ast
