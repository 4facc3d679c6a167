#pragma once

#include "catalogue/jobs.hpp"

#include <string>

/// Work that a leader asked for.
namespace a_job {

inline catalogue::Job asking(const std::string& kind) {
    catalogue::Job job;
    job.kind = kind;
    job.arguments = {"booklet", "-o", "job-{job}.pdf"};
    job.asked_by = "Jacqueline";
    job.asked_at = "2026-07-02T11:00:00";
    return job;
}

}  // namespace a_job
