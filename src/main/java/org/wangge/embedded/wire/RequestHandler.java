package org.wangge.embedded.wire;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.exception.MongoServerNotYetImplementedException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wangge.embedded.engine.CursorBatch;
import org.wangge.embedded.engine.LongRead;

/**
 * Answers the commands of one connection. Replaces the library's handler, which logs expected answers (a duplicate key, a
 * collection that is not there) as errors with a stack trace.
 */
final class RequestHandler extends SimpleChannelInboundHandler<ClientRequest> {

    private static final Logger log = LoggerFactory.getLogger(RequestHandler.class);

    private static final int FAILED_TO_PARSE = 9;
    private static final int INTERNAL_ERROR = 1;
    private static final int UNKNOWN_ERROR = 8;
    private static final int NOT_IMPLEMENTED = 238;

    private final MongoBackend backend;
    private final Admission admission;
    private final Set<Integer> unanswered;
    private final Set<LongRead> underWay = new HashSet<>();
    private int replies;

    /** @param unanswered the numbers of requests whose answer nobody wants */
    RequestHandler(MongoBackend backend, Admission admission, Set<Integer> unanswered) {
        this.backend = backend;
        this.admission = admission;
        this.unanswered = unanswered;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
        admission.heard();
        MessageHeader header = new MessageHeader(++replies, request.getHeader().getRequestID());
        if (request instanceof MongoMessage message) {
            reply(context, header, message.getDocument(), () -> message(message));
        } else if (request instanceof MongoQuery query) {
            Document answer = answer(query.getQuery(), () -> legacy(query));
            context.channel().writeAndFlush(new MongoReply(header, List.of(answer), 0));
        } else {
            throw new IllegalArgumentException("unknown request " + request.getClass());
        }
    }

    /** A long read is answered when it has ended; the connection may be gone then. */
    private void reply(ChannelHandlerContext context, MessageHeader header, Document request, Command command) {
        Document answer = answer(request, command);
        LongRead read = LongRead.in(answer);
        if (read != null) {
            underWay.add(read);
            read.start(outcome -> context.executor().execute(() -> {
                underWay.remove(read);
                reply(context, header, request, outcome::get);
            }));
            return;
        }
        if (unanswered.remove(header.getResponseTo())) {
            return;
        }
        Object reply = answer.get("cursor") instanceof CursorBatch batch
                ? new BatchReply(header, batch)
                : new MongoMessage(context.channel(), header, answer);
        context.channel().writeAndFlush(reply);
    }

    private Document message(MongoMessage message) {
        if (!(message.getDocument().get("$db") instanceof String database)) {
            throw new MongoServerError(FAILED_TO_PARSE, "FailedToParse", "$db must be a string");
        }
        return run(message, database, message.getDocument());
    }

    /** Drivers greet with one command in the old form; nothing else uses it. */
    private Document legacy(MongoQuery query) {
        if (!query.getCollectionName().equals("$cmd")) {
            throw new MongoServerException("only commands are supported");
        }
        Document document = query.getQuery();
        if (document.get("$query") instanceof Document inner) {
            document = inner;
        }
        return run(query, query.getDatabaseName(), document);
    }

    private Document run(ClientRequest request, String database, Document document) {
        if (document.isEmpty()) {
            throw new MongoServerError(FAILED_TO_PARSE, "FailedToParse", "a command has a name");
        }
        String command = name(document);
        Document answer = admission.answer(command, document);
        if (answer == null) {
            answer = backend.handleCommand(request.getChannel(), database, command, document);
            admission.greet(document, answer);
        }
        return answer;
    }

    private interface Command {
        Document run();
    }

    private static Document answer(Document request, Command command) {
        try {
            return command.run();
        } catch (MongoServerNotYetImplementedException unknown) {
            return refused(new MongoServerError(
                    NOT_IMPLEMENTED, "NotImplemented", "the embedded store lacks what " + name(request) + " asks for"));
        } catch (MongoServerException refusal) {
            log.debug("outcome=refused command={} reason={}", name(request), refusal.getMessage());
            return refused(refusal);
        } catch (RuntimeException fault) {
            log.error("outcome=failed command={}", name(request), fault);
            return refused(fault(fault, name(request)));
        }
    }

    /** No exception of ours goes to a client. Most come from the library when it meets an operand it did not expect. */
    private static MongoServerError fault(RuntimeException fault, String command) {
        boolean unread = fault instanceof ClassCastException
                || fault instanceof IllegalArgumentException
                || fault instanceof IndexOutOfBoundsException
                || fault instanceof NoSuchElementException;
        return unread
                ? new BadValueException("the embedded store cannot read an operand of " + command)
                : new MongoServerError(INTERNAL_ERROR, "InternalError", "the embedded store could not run " + command);
    }

    private static String name(Document request) {
        return request.isEmpty() ? "none" : request.keySet().iterator().next();
    }

    private static Document refused(MongoServerException refusal) {
        // Some texts of the library name a class where MongoDB names a type.
        String text = String.valueOf(refusal.getMessageWithoutErrorCode())
                .replaceAll("\\b(java|de)\\.[a-z.]+\\.(?=[A-Z])", "");
        Document answer = new Document("ok", 0).append("errmsg", text);
        if (refusal instanceof MongoServerError error) {
            answer.put("code", error.getCode());
            answer.putIfNotNull("codeName", error.getCodeName());
        } else {
            answer.append("code", UNKNOWN_ERROR).append("codeName", "UnknownError");
        }
        return answer;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        underWay.forEach(LongRead::cancel);
        backend.handleClose(context.channel());
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            log.debug("outcome=disconnected reason={}", cause.getMessage());
        } else {
            log.error("outcome=connection-failed", cause);
        }
        context.close();
    }
}
