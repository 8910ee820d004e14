// One lambda a kind: what std::visit takes, so that a new kind fails to compile wherever it matters.
#pragma once

namespace entente {

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

}  // namespace entente
