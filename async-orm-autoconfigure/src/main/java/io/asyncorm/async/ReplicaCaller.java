package io.asyncorm.async;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * A caller, with what it has written to each of the databases that have a replica. It is
 * shared by all the threads that work for the caller, so that what one of them writes is
 * known to the others. Thread-safe.
 */
final class ReplicaCaller {

	private static final boolean WEB = ClassUtils.isPresent(
			"org.springframework.web.context.request.RequestContextHolder", ReplicaCaller.class.getClassLoader());

	/** Whom others have brought to a thread, until they take it away again. */
	private static final ThreadLocal<@Nullable ReplicaCaller> CARRIED = new ThreadLocal<>();

	/** Who a thread is that works for nobody else. */
	private static final ThreadLocal<ReplicaCaller> OF_THREAD = ThreadLocal.withInitial(ReplicaCaller::new);

	private final Map<ReplicaCallers, CallerWrites> writes = Collections.synchronizedMap(new WeakHashMap<>());

	/** Whom the calling thread works for. */
	static ReplicaCaller current() {
		ReplicaCaller known = CARRIED.get();
		if (known == null && WEB) {
			known = Requests.current();
		}
		return (known != null) ? known : OF_THREAD.get();
	}

	/** Whom others have brought to the calling thread; null if nobody has. */
	static @Nullable ReplicaCaller carried() {
		return CARRIED.get();
	}

	/** From now on the calling thread works for a caller; null for whoever it is. */
	static void bind(@Nullable ReplicaCaller caller) {
		if (caller != null) {
			CARRIED.set(caller);
		}
		else {
			CARRIED.remove();
		}
	}

	/** What it has written to one of the databases. */
	CallerWrites writes(ReplicaCallers database) {
		return this.writes.computeIfAbsent(database, (absent) -> new CallerWrites());
	}

	/** Apart, as Spring's web support need not be on the class path. */
	private static final class Requests {

		private static final String NAME = ReplicaCaller.class.getName();

		/** Null for a request that is over, of which a thread may still know. */
		static @Nullable ReplicaCaller current() {
			RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
			if (attributes == null) {
				return null;
			}
			try {
				return of(attributes);
			}
			catch (IllegalStateException ex) {
				return null;
			}
		}

		private static ReplicaCaller of(RequestAttributes attributes) {
			synchronized (attributes) {
				if (attributes.getAttribute(NAME, RequestAttributes.SCOPE_REQUEST) instanceof ReplicaCaller known) {
					return known;
				}
				ReplicaCaller caller = new ReplicaCaller();
				attributes.setAttribute(NAME, caller, RequestAttributes.SCOPE_REQUEST);
				return caller;
			}
		}

	}

}
