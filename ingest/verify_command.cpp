#include "ingest/verify_command.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/verify.hpp"

#include <cstdio>
#include <memory>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace ingest {

namespace {

using catalogue::Access;
using catalogue::Catalogue;
using Kind = Fault::Kind;
using nlohmann::ordered_json;

std::string_view in_words(Kind kind) {
    switch (kind) {
        case Kind::Database:
            return "database";
        case Kind::NoMaster:
            return "no_master";
        case Kind::MasterUnreadable:
            return "master_unreadable";
        case Kind::OtherPicture:
            return "other_picture";
        case Kind::NoRecord:
            return "no_record";
        case Kind::Unfinished:
            return "unfinished";
        case Kind::RenditionOfNothing:
            return "rendition_of_nothing";
        case Kind::RenditionOfUnseen:
            return "rendition_of_unseen";
        case Kind::OpenToOthers:
            return "open_to_others";
        case Kind::NotOurs:
            break;
    }
    return "not_ours";
}

void say_json(const Verified& verified) {
    ordered_json faults = ordered_json::array();
    for (const Fault& fault : verified.faults) {
        faults.push_back({{"kind", in_words(fault.kind)},
                          {"where", fault.where.string()},
                          {"what", fault.what},
                          {"repaired", fault.repaired}});
    }
    const ordered_json all = {
        {"masters_whole", verified.masters}, {"whole", verified.all_well()}, {"faults", faults}};
    fmt::print("{}\n", all.dump(2, ' ', false, ordered_json::error_handler_t::replace));
}

void say_lines(const Verified& verified) {
    for (const Fault& fault : verified.faults) {
        fmt::print(stderr, "inbeeld: {}{}\n", fault.repaired ? "Repaired: " : "", fault.what);
    }
    fmt::print("{} pictures were read back from the disk and are whole.\n", verified.masters);
    fmt::print("{}\n", verified.all_well() ? "The library is whole." : "The library is not whole.");
}

struct VerifyChoices {
    bool repair = false;
    bool json = false;
};

void run_verify(const VerifyChoices& choices, catalogue::Invocation& invocation) {
    const Catalogue catalogue =
        Catalogue::open(invocation.library, choices.repair ? Access::WriteInTurn : Access::ReadOnly);
    const Verified verified =
        verify(catalogue, choices.repair ? Repair::WhatCanBeMadeAgain : Repair::Nothing);
    choices.json ? say_json(verified) : say_lines(verified);
    if (!verified.all_well()) invocation.outcome = catalogue::Outcome::PartlyRefused;
}

}  // namespace

void add_verify(CLI::App& app, catalogue::Invocation& invocation) {
    const auto choices = std::make_shared<VerifyChoices>();  // shared by the parser and the callback it keeps
    CLI::App* command = app.add_subcommand(
        "verify", "Reads every picture back from the disk and tells what is not as it should be");
    command->add_flag(
        "--repair", choices->repair,
        "Remove what interrupted runs left and screen sizes that should not be; never a picture");
    command->add_flag("--json", choices->json, "Tell what was found as JSON");
    command->callback([choices, &invocation] { run_verify(*choices, invocation); });
}

}  // namespace ingest
