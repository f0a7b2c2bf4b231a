// How words of names are compared across spellings: "Gorbachov" and "Gorbachev", "Jatamí" and
// "Khatami" are one word written twice; "Hassan" and "Hussein" are not.
//
// How it works:
//   1. sounded() writes a word with one letter a sound: what languages write alike in different
//      ways becomes the same ("Shoygú", "Shoigu": "Soigu"). Capitals stand for sounds that Latin
//      spelling needs several letters for: S sh, C ch, X kh, Z zh, J dj.
//   2. spelling_cost() is a weighted edit distance between two of these: what transliterations
//      disagree on (kh and j, e and yo, g and q) is cheap, everything else dear.
//   3. skeleton() keeps the consonants, in classes: what words that may be one have in common, to
//      find them by.
//
// Costs are whole numbers, so that every machine finds the same. Pure functions, safe to call from
// any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente {

// `word` MUST be romanised: lower case, one word.
std::string sounded(std::string_view word);

// The cost of one letter that has nothing to do with the other.
inline constexpr int letter_cost = 100;

// From 0; words too far apart to be one (is_same_word) have some cost that says so, and are not
// compared to the end. With `vowelless`, one of the words comes from a script that leaves vowels
// out: missing vowels cost nothing.
int spelling_cost(std::string_view left, std::string_view right, bool vowelless = false);

// True where two words may be one in different spellings: the longer they are, the more may differ;
// in short ones hardly anything.
bool is_same_word(std::string_view left, std::string_view right, int cost);

std::string skeleton(std::string_view sounded_word);

bool is_vowel(char sound);

}  // namespace entente
