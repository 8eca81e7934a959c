// SPDX-License-Identifier: EUPL-1.2
#include <libpq-fe.h>
#include <poll.h>

#include <chrono>
#include <memory>
#include <unordered_map>

#include "base/number.hpp"
#include "store/dialect.hpp"
#include "store/postgres_module.hpp"

namespace voordeur {
namespace {

// Each more than the statement_timeout that belongs to it, below.
constexpr std::chrono::seconds longest_answer{6};
constexpr std::chrono::seconds longest_answer_at_length{121};

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

PGconn* connect(std::string const& url, std::string const& password) {
    char const* const keywords[] = {"dbname",
                                    "application_name",
                                    "connect_timeout",
                                    "tcp_user_timeout",
                                    "keepalives_idle",
                                    "client_encoding",
                                    "target_session_attrs",
                                    password.empty() ? nullptr : "password",
                                    nullptr};
    char const* const values[] = {url.c_str(),  "voordeur",       "3",    "5000", "10", "UTF8",
                                  "read-write", password.c_str(), nullptr};
    return PQconnectdbParams(keywords, values, 1);
}

class Postgres final : public Connection {
  public:
    Postgres(std::string const& url, std::string const& password) : connection_(connect(url, password)) {
        // libpq's own words hold the host and the reason; the password is never in them.
        if (PQstatus(connection_.get()) != CONNECTION_OK)
            throw StoreUnreachable(std::string("PostgreSQL: ") + PQerrorMessage(connection_.get()));
        PQsetNoticeProcessor(
            connection_.get(), [](void*, char const*) {}, nullptr);
        is_pooled_ = !is_served_by_one_backend();
        // Not as connection options: those of the URL would be lost.
        if (!is_pooled_)
            say("SET statement_timeout = 5000; SET lock_timeout = 4000; "
                "SET idle_in_transaction_session_timeout = 10000");
    }

    Answer execute(std::string_view sql, std::span<Param const> params) override {
        std::vector<std::string> numbers(params.size());
        std::vector<char const*> values(params.size());
        for (std::size_t i = 0; i < params.size(); ++i) {
            if (auto const* integer = std::get_if<std::int64_t>(&params[i].value())) {
                numbers[i] = std::to_string(*integer);
                values[i] = numbers[i].c_str();
            } else if (auto const* text = std::get_if<std::string>(&params[i].value())) {
                values[i] = text->c_str();
            }
        }
        auto const count = static_cast<int>(params.size());
        if (is_pooled_)
            sent(PQsendQueryParams(connection_.get(), as_sent(sql).c_str(), count, nullptr, values.data(),
                                   nullptr, nullptr, 0));
        else
            sent(PQsendQueryPrepared(connection_.get(), prepared(sql).c_str(), count, values.data(), nullptr,
                                     nullptr, 0));
        return read(checked(answer()));
    }

    // A migration may take as long as it takes.
    void execute_script(std::string const& sql) override { checked(PQexec(connection_.get(), sql.c_str())); }
    void begin() override {
        is_reading_ = is_at_length_ = false;
        begin_by("BEGIN");
    }
    void begin_reading() override {
        is_reading_ = true;
        is_at_length_ = false;
        begin_by("BEGIN READ ONLY");
    }
    void begin_reading_at_length() override {
        begin_reading();
        is_at_length_ = true;
        execute("SET LOCAL statement_timeout = 120000", {});
    }
    bool usable() const override {
        return !is_hung_ && PQstatus(connection_.get()) == CONNECTION_OK &&
               PQtransactionStatus(connection_.get()) == PQTRANS_IDLE;
    }

  private:
    // With a deadline: a server may take the connection and then say nothing.
    Result say(char const* sql) {
        sent(PQsendQuery(connection_.get(), sql));
        return checked(answer());
    }

    // PgBouncer and its like tell a number of their own, and lend a backend for a transaction: what one
    // transaction prepares or sets, the next one does not find.
    bool is_served_by_one_backend() {
        auto const result = say("SELECT pg_backend_pid()");
        return whole_number(PQgetvalue(result.get(), 0, 0)) == PQbackendPID(connection_.get());
    }

    void begin_by(std::string const& sql) {
        if (!is_pooled_) {
            execute(sql, {});
            return;
        }
        say((sql + "; SET LOCAL statement_timeout = 5000; SET LOCAL lock_timeout = 4000; "
                   "SET LOCAL idle_in_transaction_session_timeout = 10000")
                .c_str());
    }

    std::string as_sent(std::string_view sql) const {
        return is_reading_ ? without_row_locks(sql) : std::string(sql);
    }

    std::string const& prepared(std::string_view sql) {
        auto const [entry, fresh] = names_.try_emplace(as_sent(sql), "s" + std::to_string(names_.size()));
        if (fresh) try {
                sent(PQsendPrepare(connection_.get(), entry->second.c_str(), entry->first.c_str(), 0,
                                   nullptr));
                checked(answer());
            } catch (...) {
                names_.erase(entry);
                throw;
            }
        return entry->second;
    }

    void sent(int was_sent) {
        if (is_hung_ || was_sent == 0)
            throw StoreUnreachable(std::string("PostgreSQL: ") + PQerrorMessage(connection_.get()));
    }

    // The server ends a statement that takes too long; a server that hangs, or a network that swallows what
    // it says, is ended here. The last result of the statement; the caller owns it.
    PGresult* answer() {
        auto const until =
            std::chrono::steady_clock::now() + (is_at_length_ ? longest_answer_at_length : longest_answer);
        while (PQisBusy(connection_.get()) != 0) {
            auto const left =
                std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
            pollfd socket{PQsocket(connection_.get()), POLLIN, 0};
            auto const ready = left.count() > 0 ? poll(&socket, 1, static_cast<int>(left.count())) : 0;
            if (ready == 0) {
                is_hung_ = true;
                throw StoreUnreachable("PostgreSQL: no answer in time");
            }
            // What went wrong stands in the result.
            if (ready > 0 && PQconsumeInput(connection_.get()) == 0) break;
        }
        PGresult* last = nullptr;
        while (auto* const result = PQgetResult(connection_.get())) {
            PQclear(last);
            last = result;
        }
        return last;
    }

    // Only the primary message is kept: PostgreSQL's DETAIL line repeats the values of the row.
    Result checked(PGresult* raw) {
        Result result(raw);
        auto const status = PQresultStatus(raw);
        if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return result;
        auto const field = [&](int which) {
            auto const* text = PQresultErrorField(raw, which);
            return std::string(text ? text : "");
        };
        auto const state = field(PG_DIAG_SQLSTATE);
        auto const message = "PostgreSQL " + state + ": " + field(PG_DIAG_MESSAGE_PRIMARY);
        if (state == "23505") throw NotUnique(message);
        if (state == "42P01") throw NoSuchTable(message);
        if (state == "40001" || state == "40P01" || state == "55P03") throw StoreBusy(message);
        auto const kind = state.substr(0, 2);
        // 08 connection, 25006 a standby, 53 no resources, 57 shut down or cancelled, 58 its disk.
        if (PQstatus(connection_.get()) != CONNECTION_OK || kind == "08" || state == "25006" ||
            kind == "53" || kind == "57" || kind == "58" || state.empty())
            throw StoreUnreachable(message);
        throw StoreError(message);
    }

    static Answer read(Result const& result) {
        Answer answer;
        auto const* raw = result.get();
        for (int row = 0; row < PQntuples(raw); ++row) {
            std::vector<std::optional<std::string>> cells;
            for (int column = 0; column < PQnfields(raw); ++column) {
                if (PQgetisnull(raw, row, column))
                    cells.emplace_back();
                else
                    cells.emplace_back(std::in_place, PQgetvalue(raw, row, column),
                                       static_cast<std::size_t>(PQgetlength(raw, row, column)));
            }
            answer.rows.emplace_back(std::move(cells));
        }
        answer.changed = whole_number(PQcmdTuples(result.get())).value_or(0);
        return answer;
    }

    std::unique_ptr<PGconn, Finish> connection_;
    bool is_hung_ = false;
    bool is_pooled_ = false;
    bool is_reading_ = false;
    bool is_at_length_ = false;
    std::unordered_map<std::string, std::string> names_;
};

}  // namespace

extern "C" Connection* voordeur_open_postgres(std::string const& url, std::string const& password) {
    return new Postgres(url, password);
}

}  // namespace voordeur
