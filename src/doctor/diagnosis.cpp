#include "doctor/doctor.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

using enum Verdict;

// The worse first, so that the first of each check stays.
void put_in_order(std::vector<Finding>& findings) {
    std::ranges::stable_sort(findings, [](Finding const& a, Finding const& b) {
        return std::pair(a.check, -int(a.verdict)) < std::pair(b.check, -int(b.verdict));
    });
    auto const again = std::ranges::unique(findings, {}, &Finding::check);
    findings.erase(again.begin(), again.end());
}

} // namespace

Diagnosis diagnosis_of(std::vector<Finding> findings, std::vector<SlowStatement> slow, Timestamp now) {
    put_in_order(findings);
    Diagnosis diagnosis{ok, now, std::move(findings), std::move(slow)};
    for (auto const& finding : diagnosis.findings) diagnosis.verdict = std::max(diagnosis.verdict, finding.verdict);
    return diagnosis;
}

int exit_status(Verdict verdict) {
    switch (verdict) {
    case ok:
        return 0;
    case warn:
        return 1;
    case fail:
        return 2;
    }
    return 2;
}

SentenceLanguage sentence_language(std::string_view locale) {
    return locale.starts_with("zh") ? SentenceLanguage::zh : SentenceLanguage::en;
}

std::string text_of(Diagnosis const& diagnosis, SentenceLanguage language) {
    std::string text;
    for (auto const& finding : diagnosis.findings)
        fmt::format_to(std::back_inserter(text), "{:4} {:11} {}\n", name_of(finding.verdict), name_of(finding.check),
                       language == SentenceLanguage::zh ? finding.sentence.zh : finding.sentence.en);
    return text;
}

} // namespace baton
