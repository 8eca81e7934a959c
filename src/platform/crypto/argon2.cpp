// SPDX-License-Identifier: EUPL-1.2
#include "crypto/argon2.hpp"

#include <sched.h>

#include <cstring>
#include <stdexcept>

extern "C" {
#include <argon2.h>
#include <core.h>

// A hash is eight calls of this one; CMakeLists.txt gives each build of it a name of its own.
void fill_segment_portable(argon2_instance_t const* instance, argon2_position_t position);
void fill_segment_avx2(argon2_instance_t const* instance, argon2_position_t position);
void fill_segment_avx512(argon2_instance_t const* instance, argon2_position_t position);
}

namespace voordeur {
namespace {

using FillSegment = void(argon2_instance_t const*, argon2_position_t);

FillSegment* fill_segment_of(Argon2Build build) {
    switch (build) {
        case Argon2Build::portable:
            return fill_segment_portable;
        case Argon2Build::avx2:
            return fill_segment_avx2;
        case Argon2Build::avx512:
            return fill_segment_avx512;
    }
    throw std::logic_error("no such build of Argon2");
}

struct Work {
    FillSegment* fill_segment;
    std::span<std::uint8_t> memory;
};

// The library calls the functions below on the thread that called it, and with nothing of ours.
thread_local Work const* work_of_this_thread = nullptr;

class WorkOnThisThread {
  public:
    explicit WorkOnThisThread(Work const& work) { work_of_this_thread = &work; }
    ~WorkOnThisThread() { work_of_this_thread = nullptr; }
    WorkOnThisThread(WorkOnThisThread const&) = delete;
    WorkOnThisThread& operator=(WorkOnThisThread const&) = delete;
};

int give_memory(std::uint8_t** memory, std::size_t bytes) {
    auto const& kept = work_of_this_thread->memory;
    *memory = bytes <= kept.size() ? kept.data() : nullptr;
    return *memory == nullptr ? ARGON2_MEMORY_ALLOCATION_ERROR : ARGON2_OK;
}

void take_memory_back(std::uint8_t*, std::size_t) {}

}  // namespace

ProcessorFeatures processor_features() {
#ifdef __x86_64__
    return {.avx2 = __builtin_cpu_supports("avx2") != 0, .avx512f = __builtin_cpu_supports("avx512f") != 0};
#else
    return {};
#endif
}

Argon2Build fastest_build(ProcessorFeatures const& features) {
    if (features.avx512f) return Argon2Build::avx512;
    return features.avx2 ? Argon2Build::avx2 : Argon2Build::portable;
}

std::string_view name_of(Argon2Build build) {
    switch (build) {
        case Argon2Build::portable:
            return "portable";
        case Argon2Build::avx2:
            return "avx2";
        case Argon2Build::avx512:
            return "avx512";
    }
    throw std::logic_error("no such build of Argon2");
}

void argon2id(argon2_context& context, Argon2Build build, std::span<std::uint8_t> memory) {
    Work const work{fill_segment_of(build), memory};
    WorkOnThisThread const on_this_thread(work);
    context.allocate_cbk = give_memory;
    context.free_cbk = take_memory_back;
    if (argon2_ctx(&context, Argon2_id) != ARGON2_OK)
        throw std::invalid_argument("no Argon2id of this context, or not in this memory");
}

}  // namespace voordeur

// The library's own calls arrive here.
extern "C" {

void fill_segment(argon2_instance_t const* instance, argon2_position_t position) {
    voordeur::work_of_this_thread->fill_segment(instance, position);
    sched_yield();  // an eighth of a hash is done: a page that waits for this core goes first
}

// Everything but the memory of the hash: that is wiped when no other hash overwrites it at once.
void wipe_for_argon2(void* start, std::size_t bytes) {
    if (start != voordeur::work_of_this_thread->memory.data()) explicit_bzero(start, bytes);
}
}
