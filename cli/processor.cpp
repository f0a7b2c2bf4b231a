// A program built for processors of x86-64-v3 (CMakeLists.txt) would end on others with no word but
// "illegal instruction". This file is compiled for any processor, and runs before all that is not.
#include <string_view>
#include <unistd.h>

namespace {

#if defined(ENTENTE_X86_64_V3)
[[gnu::constructor(101)]] void refuse_older_processors() {
  __builtin_cpu_init();  // what the next lines ask is not known yet this early
  if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0 &&
      __builtin_cpu_supports("bmi") != 0 && __builtin_cpu_supports("bmi2") != 0) {
    return;
  }
  constexpr std::string_view reason =
      "entente: error: this program needs a processor with AVX2, FMA and BMI2 (x86-64-v3, most "
      "since 2013); build one on this machine, with -DENTENTE_NATIVE=ON\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, reason.data(), reason.size());
  _exit(1);
}
#endif

}  // namespace
