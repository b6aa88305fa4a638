// The edge's coroutines and the one bridge between them and the workers. GCC 12 destroys some temporaries of co_await
// expressions twice (brace-initialised aggregates, by-value captures): here every temporary has a name.
#pragma once
#include "http/workers.h"
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <memory>

namespace baton::http {

namespace asio = boost::asio;

using Executor = asio::io_context::executor_type;
template <class T> using Task = asio::awaitable<T, Executor>;
using UseTask = asio::use_awaitable_t<Executor>;
inline constexpr UseTask use_task;
// The error comes back as the first value instead of being thrown.
inline constexpr asio::as_tuple_t<UseTask> use_tuple{use_task};

using Resume = std::function<void()>;

// Suspends the caller and calls start(resume). The first call of resume, from any thread, continues the caller on its
// own thread; there must be exactly one.
template <class Start> Task<void> suspend(Executor executor, Start& start) {
    auto initiate = [&](auto handler) {
        auto const kept = std::make_shared<decltype(handler)>(std::move(handler));
        start(Resume([kept, executor] { asio::post(executor, std::move(*kept)); }));
    };
    co_await asio::async_initiate<UseTask const, void()>(initiate, use_task);
}

// Runs the work on a worker while the caller is suspended; its exception comes back here.
template <class Work> Task<void> on_worker(Workers& workers, Executor executor, Work& work) {
    std::exception_ptr failure;
    auto start = [&](Resume resume) {
        workers.push([&work, &failure, resume = std::move(resume)] {
            try {
                work();
            } catch (...) {
                failure = std::current_exception();
            }
            resume();
        });
    };
    co_await suspend(executor, start);
    if (failure) std::rethrow_exception(failure);
}

} // namespace baton::http
