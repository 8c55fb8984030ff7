package io.asyncorm.plan;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs what observers throw: a warning for the first failure of a kind, as what fails
 * once may fail for each call. Thread-safe.
 */
final class ObserverFailures {

	private static final Log logger = LogFactory.getLog(ObserverFailures.class);

	private final Set<List<Class<?>>> known = ConcurrentHashMap.newKeySet();

	void log(Object observer, Throwable failure) {
		String message = "An observer of operations failed, which changes nothing for these: " + observer;
		if (this.known.add(List.of(observer.getClass(), failure.getClass()))) {
			logger.warn(message + " (further failures of this kind are logged at DEBUG)", failure);
		}
		else {
			logger.debug(message, failure);
		}
	}

}
