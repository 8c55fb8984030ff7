package io.asyncorm.reactive;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import io.asyncorm.sample.SampleApplication;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Starts the sample as it is, but on WebFlux, Netty and one event loop, which BlockHound
 * watches: what blocks it fails and is remembered.
 */
@Configuration(proxyBeanMethods = false)
@Import(ReactiveBookController.class)
public class ReactiveSample {

	/** What has blocked the event loop, with its stack trace. */
	static final Queue<String> BLOCKED = new ConcurrentLinkedQueue<>();

	public static void main(String[] arguments) {
		BlockHound.builder().loadIntegrations().blockingMethodCallback((method) -> {
			BlockingOperationError error = new BlockingOperationError(method);
			if (!isBookkeeping(error)) {
				StringWriter trace = new StringWriter();
				error.printStackTrace(new PrintWriter(trace));
				BLOCKED.add(Thread.currentThread().getName() + ": " + trace);
				throw error;
			}
		}).install();
		System.setProperty("reactor.netty.ioWorkerCount", "1");
		SpringApplication application = new SpringApplication(SampleApplication.class, ReactiveSample.class);
		application.setWebApplicationType(WebApplicationType.REACTIVE);
		application.run(arguments);
	}

	/**
	 * Whether another thread is just putting something into a queue of the library's, or
	 * taking it out: no lock of its package {@code async} is held while anything is
	 * waited for.
	 */
	private static boolean isBookkeeping(BlockingOperationError error) {
		List<StackTraceElement> frames = List.of(error.getStackTrace());
		return IntStream.range(1, frames.size())
			.anyMatch((i) -> frames.get(i).getClassName().startsWith("io.asyncorm.async.")
					&& frames.get(i - 1).getClassName().equals(ReentrantLock.class.getName())
					&& frames.get(i - 1).getMethodName().equals("lock"));
	}

}
