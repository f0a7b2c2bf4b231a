#include "cli/man_page.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sstream>

namespace entente {
namespace {

// A text as roff takes it: no line of it is taken for a macro, and a hyphen stays what is typed.
std::string roff_escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool begins_line = result.empty() || result.back() == '\n';
    if (begins_line && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
  }
  return result;
}

std::string bold(std::string_view text) { return "\\fB" + roff_escaped(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + roff_escaped(text) + "\\fR"; }

// "\fB\-o\fR, \fB\-\-output\fR \fIPATH\fR"
std::string term(const OptionReference& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.names) {
    names.push_back(name.starts_with('-') ? bold(name) : italic(name));
  }
  std::string line = fmt::format("{}", fmt::join(names, ", "));
  if (!option.argument.empty()) line += " " + italic(option.argument);
  return line;
}

std::string described(const OptionReference& option) {
  std::string text = roff_escaped(option.description);
  if (option.required) text += " (required)";
  if (!option.choices.empty() && option.argument.find('|') == std::string::npos) {
    text += fmt::format(". One of {}", fmt::join(option.choices, ", "));
  }
  return fmt::format(".TP\n{}\n{}\n", term(option), text);
}

std::string synopsis(const CommandReference& command) {
  std::string line = bold("entente " + command.name);
  if (!command.commands.empty()) return line + " " + italic("COMMAND");
  for (const OptionReference& positional : command.positionals) {
    line += " " + italic(positional.argument);
  }
  for (const OptionReference& option : command.options) {
    if (option.required) line += fmt::format(" {}", term(option));
  }
  return line + " [" + italic("OPTIONS") + "]";
}

std::string shell_lines(std::string_view lines) {
  if (lines.empty()) return "";
  return fmt::format(".PP\n.nf\n{}.fi\n", roff_escaped(lines));
}

std::string section(const CommandReference& command) {
  std::string text =
      fmt::format(".SS {}\n{}\n.PP\n{}\n{}\n", roff_escaped(command.name), synopsis(command),
                  roff_escaped(command.summary), roff_escaped(command.description));
  for (const OptionReference& positional : command.positionals) text += described(positional);
  for (const OptionReference& option : command.options) {
    if (option.names.back() != "--help") text += described(option);
  }
  return text + shell_lines(command.examples);
}

}  // namespace

std::string man_page(const CommandReference& program, std::string_view version) {
  std::string page = fmt::format(
      ".\\\" Made by `entente manual` from the options that the program takes.\n"
      ".TH ENTENTE 1 \"\" \"entente {}\" \"User Commands\"\n"
      ".SH NAME\nentente \\- news in, relation graph out\n"
      ".SH SYNOPSIS\n{} {} [{}]\n"
      ".SH DESCRIPTION\n{}\n{}\n.PP\n"
      "{} tells of a command what stands below.\n"
      ".SH COMMANDS\n",
      version, bold("entente"), italic("COMMAND"), italic("OPTIONS"), roff_escaped(program.summary),
      roff_escaped(program.description), bold("entente COMMAND --help"));
  for (const CommandReference& command : all_commands(program)) page += section(command);
  page +=
      ".SH EXIT STATUS\n"
      ".TP\n0\ndone\n.TP\n1\nfailed\n.TP\n2\nwrong usage\n"
      ".TP\n3\ndone, but some input was skipped; each is named on standard error\n"
      ".SH ENVIRONMENT\n.TP\n\\fBENTENTE_LANGUAGE_DIR\\fR\n"
      "The folder of models and lexicons, where \\fB\\-\\-language\\-dir\\fR names none.\n"
      ".SH FILES\n.TP\n\\fI../share/entente\\fR, beside the program's folder\n"
      "Models and lexicons of each language, posts in governments, blocs of countries.\n"
      ".SH EXAMPLES\n";
  return page + shell_lines(program.examples);
}

}  // namespace entente
