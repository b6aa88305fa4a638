#include "http/workbook_source.h"

#include <stdexcept>
#include <sys/stat.h>

namespace baton::http {
namespace {

class WorkbookSource : public Source {
public:
    explicit WorkbookSource(Workbook workbook) : file_(workbook.finish()) {
        struct stat status {};
        if (::fstat(::fileno(file_.get()), &status) != 0) throw std::runtime_error("A table could not be read.");
        size_ = std::uint64_t(status.st_size);
    }
    std::optional<std::uint64_t> size() const override { return size_; }
    std::size_t read(char* to, std::size_t capacity) override {
        auto const n = std::fread(to, 1, capacity, file_.get());
        if (n == 0 && std::ferror(file_.get()) != 0) throw std::runtime_error("A table could not be read.");
        return n;
    }

private:
    Workbook::File const file_;
    std::uint64_t size_ = 0;
};

} // namespace

std::unique_ptr<Source> source_of(Workbook workbook) { return std::make_unique<WorkbookSource>(std::move(workbook)); }

} // namespace baton::http
