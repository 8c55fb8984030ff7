package io.asyncorm.jdbc;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * A bounded cache of compiled statements by their template, so that each statement is
 * compiled once for all values. When it is full, the oldest are evicted. A hit takes no
 * lock. Safe for use by several threads.
 *
 * @param <V> what is kept
 */
final class StatementCache<V> {

	/**
	 * Programs have tens or hundreds of templates; only those that build queries from
	 * input have more.
	 */
	static final int DEFAULT_CAPACITY = 2000;

	private final Map<Object, V> entries = new ConcurrentHashMap<>();

	private final Queue<Object> oldestFirst = new ConcurrentLinkedQueue<>();

	private final int capacity;

	StatementCache(int capacity) {
		this.capacity = capacity;
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
		V earlier = this.entries.putIfAbsent(template, compiled);
		if (earlier != null) {
			return earlier;
		}
		this.oldestFirst.add(template);
		while (this.entries.size() > this.capacity) {
			Object oldest = this.oldestFirst.poll();
			if (oldest == null) {
				break;
			}
			this.entries.remove(oldest);
		}
		return compiled;
	}

}
