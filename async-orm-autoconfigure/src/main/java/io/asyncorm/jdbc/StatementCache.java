package io.asyncorm.jdbc;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;

/**
 * A cache of compiled statements by their template, bounded in number and in length, so
 * that each statement is compiled once for all values. When it is full, the oldest are
 * evicted. A hit takes no lock. Safe for use by several threads.
 *
 * @param <V> what is kept
 */
final class StatementCache<V> {

	/**
	 * Programs have tens or hundreds of templates; only those that build queries from
	 * input have more.
	 */
	static final int DEFAULT_CAPACITY = 2000;

	/** Characters of SQL; its template holds the names in it once more. */
	private static final long MOST_CHARACTERS = 8_000_000;

	/** A statement longer than that is compiled for each call. */
	private static final int LONGEST = 100_000;

	private final Map<Object, V> entries = new ConcurrentHashMap<>();

	private final Queue<Object> oldestFirst = new ConcurrentLinkedQueue<>();

	private final AtomicLong characters = new AtomicLong();

	private final int capacity;

	private final ToIntBiFunction<Object, V> length;

	/**
	 * @param capacity the most statements that are kept
	 * @param length the number of characters of a statement
	 */
	StatementCache(int capacity, ToIntBiFunction<Object, V> length) {
		this.capacity = capacity;
		this.length = length;
	}

	/**
	 * The statement of a template.
	 * @param template the key
	 * @param compiler makes it; two threads may do so at once, and one's is kept
	 */
	V get(Object template, Supplier<V> compiler) {
		V known = this.entries.get(template);
		return (known != null) ? known : keep(template, compiler.get());
	}

	int size() {
		return this.entries.size();
	}

	private V keep(Object template, V compiled) {
		int length = this.length.applyAsInt(template, compiled);
		if (length > LONGEST) {
			return compiled;
		}
		V earlier = this.entries.putIfAbsent(template, compiled);
		if (earlier != null) {
			return earlier;
		}
		this.oldestFirst.add(template);
		this.characters.addAndGet(length);
		while (this.entries.size() > this.capacity || this.characters.get() > MOST_CHARACTERS) {
			Object oldest = this.oldestFirst.poll();
			if (oldest == null) {
				break;
			}
			V removed = this.entries.remove(oldest);
			if (removed != null) {
				this.characters.addAndGet(-this.length.applyAsInt(oldest, removed));
			}
		}
		return compiled;
	}

}
