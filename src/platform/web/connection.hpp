// SPDX-License-Identifier: EUPL-1.2
// Between the server that accepts connections and the one file that sees Beast. Nothing else includes it.
#pragma once

#include <atomic>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <string>
#include <utility>

#include "web/http_server.hpp"

namespace voordeur {

using StreamProtocol = boost::asio::generic::stream_protocol;
using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;
using Socket = boost::asio::basic_stream_socket<StreamProtocol, Strand>;

// Shared by all connections of one server, which it outlives.
struct Door {
    HttpLimits limits;
    HttpServer::Pages pages;
    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> running{0};  // pages
    std::atomic<std::size_t> slow{0};     // threads that make, or just made, a slow page
    std::atomic<bool> stopping{false};
};

// Reads requests and writes answers until one side closes; lives by itself. Call it on the socket's strand.
void serve_connection(Socket socket, std::string peer, Door& door);

}  // namespace voordeur
