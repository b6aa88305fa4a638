#include "push/poster.h"

#include <algorithm>
#include <curl/curl.h>
#include <mutex>
#include <stdexcept>

namespace baton {
namespace {

constexpr long longest_ms = 10'000;
constexpr std::size_t most_of_answer = 16 * 1024;

void initialise_curl_once() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

// Counts what comes and keeps nothing; too much ends the transfer.
std::size_t swallow(char*, std::size_t size, std::size_t count, void* counter) {
    auto& so_far = *static_cast<std::size_t*>(counter);
    so_far += size * count;
    return so_far > most_of_answer ? 0 : size * count;
}

struct FreeEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// One post under way. Stays where it is: curl knows its address.
class Transfer {
public:
    explicit Transfer(Post const& post) : easy_(curl_easy_init()) {
        if (!easy_) throw std::runtime_error("libcurl could not begin a transfer");
        for (auto const& header : post.headers) add_header(header);
        add_header("Expect:");
        set(CURLOPT_URL, post.url.c_str());
        set(CURLOPT_HTTPHEADER, headers_.get());
        set(CURLOPT_POSTFIELDSIZE, long(post.body.size()));
        set(CURLOPT_POSTFIELDS, post.body.data());
        set(CURLOPT_PROTOCOLS_STR, post.url.starts_with("https:") ? "https" : "http");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_TIMEOUT_MS, longest_ms);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_WRITEFUNCTION, swallow);
        set(CURLOPT_WRITEDATA, &received_);
        set(CURLOPT_USERAGENT, "Baton");
    }
    Transfer(Transfer const&) = delete;
    CURL* handle() const { return easy_.get(); }
    void ended(CURLcode code) { code_ = code; }
    PostAnswer answer() const {
        PostAnswer answer;
        long status = 0;
        curl_off_t wait = 0;
        curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(easy_.get(), CURLINFO_RETRY_AFTER, &wait);
        bool const is_answered = code_ == CURLE_OK || code_ == CURLE_WRITE_ERROR; // the latter: it said too much
        if (is_answered) answer.status = int(status);
        else answer.trouble = curl_easy_strerror(code_);
        answer.retry_after_s = wait;
        return answer;
    }

private:
    template <class V> void set(CURLoption option, V value) { curl_easy_setopt(easy_.get(), option, value); }
    void add_header(std::string const& line) {
        auto* const longer = curl_slist_append(headers_.get(), line.c_str());
        if (!longer) throw std::bad_alloc();
        (void)headers_.release(); // the list that got longer
        headers_.reset(longer);
    }

    std::unique_ptr<CURL, FreeEasy> easy_;
    std::unique_ptr<curl_slist, FreeList> headers_;
    std::size_t received_ = 0;
    CURLcode code_ = CURLE_OPERATION_TIMEDOUT; // until it ended
};

} // namespace

struct Poster::Curl {
    Curl() : multi(curl_multi_init()) {
        if (!multi) throw std::runtime_error("libcurl could not be started");
    }
    ~Curl() { curl_multi_cleanup(multi); }
    Curl(Curl const&) = delete;

    void finish(std::vector<std::unique_ptr<Transfer>> const& transfers) {
        for (int running = 1; running > 0;) {
            if (curl_multi_perform(multi, &running) != CURLM_OK) return;
            note_ended(transfers);
            if (running > 0) curl_multi_poll(multi, nullptr, 0, 1'000, nullptr);
        }
    }
    void note_ended(std::vector<std::unique_ptr<Transfer>> const& transfers) {
        int left = 0;
        while (auto const* const message = curl_multi_info_read(multi, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            auto const ended =
                std::ranges::find(transfers, message->easy_handle, [](auto const& t) { return t->handle(); });
            if (ended != transfers.end()) (*ended)->ended(message->data.result);
        }
    }

    CURLM* multi;
};

Poster::Poster() {
    initialise_curl_once();
    curl_ = std::make_unique<Curl>();
}
Poster::~Poster() = default;

std::vector<PostAnswer> Poster::send(std::vector<Post> const& posts) {
    std::vector<std::unique_ptr<Transfer>> transfers;
    for (auto const& post : posts) transfers.push_back(std::make_unique<Transfer>(post));
    for (auto const& transfer : transfers) curl_multi_add_handle(curl_->multi, transfer->handle());
    curl_->finish(transfers);
    std::vector<PostAnswer> answers;
    for (auto const& transfer : transfers) {
        curl_multi_remove_handle(curl_->multi, transfer->handle());
        answers.push_back(transfer->answer());
    }
    return answers;
}

} // namespace baton
