package io.asyncorm.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.repository.ClientQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * All books that match as server-sent events, however many there are:
 * {@code curl -N 'http://localhost:8080/books/stream?pages__gte=300'}. They are read as
 * fast as the client takes them, and no longer than it is there.
 */
@RestController
class BookStreamController {

	private static final Duration LIMIT = Duration.ofMinutes(10);

	private static final int ROWS_AT_ONCE = 200;

	/** An event {@code book} for each, and {@code end} at last. */
	@GetMapping(path = "/books/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter stream(ClientQuery<Book> query) {
		SseEmitter events = new SseEmitter(LIMIT.toMillis());
		CompletableFuture<@Nullable Void> reading = query.all()
			.selectRelated("author")
			.prefetchRelated("tags")
			.aiterator(ROWS_AT_ONCE)
			.forEach((book) -> send(events, "book", BookView.of(book)));
		events.onCompletion(() -> reading.cancel(true));
		reading.whenComplete((done, failure) -> end(events, failure));
		return events;
	}

	private static void end(SseEmitter events, @Nullable Throwable failure) {
		if (failure != null) {
			events.completeWithError(failure);
			return;
		}
		send(events, "end", "");
		events.complete();
	}

	/** Waits until the client has taken it; fails if the client has gone. */
	private static void send(SseEmitter events, String name, Object data) {
		try {
			events.send(SseEmitter.event().name(name).data(data));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
