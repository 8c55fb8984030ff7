package io.asyncorm.autoconfigure.web;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import io.asyncorm.query.OperationCancelledException;
import io.asyncorm.repository.ClientLookupException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpEntity;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.HandlerMethod;

/**
 * Answers failures of operations with problem details (RFC 9457). Whatever the
 * application says about an exception goes before: its own advice, and its own exceptions
 * that have a failure of an operation as their cause.
 */
@RestControllerAdvice(annotations = Controller.class)
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemDetailsAdvice {

	private static final Log logger = LogFactory.getLog(ProblemDetailsAdvice.class);

	/** The property that switches off all but the answers to lookups of clients. */
	private static final String PROPERTY = "async-orm.web.problem-details";

	private final boolean all;

	ProblemDetailsAdvice(Environment environment) {
		this.all = environment.getProperty(PROPERTY, Boolean.class, true);
	}

	/**
	 * What is no problem of the client or of load is thrown again, which leaves it to the
	 * rest of Spring.
	 * @param thrown what the controller has thrown: the exception itself, or what has it
	 * among its causes
	 * @param handler what has thrown it; where that shows views, so does its error page
	 */
	@ExceptionHandler({ DataAccessException.class, CannotCreateTransactionException.class,
			OperationCancelledException.class })
	ResponseEntity<ProblemDetail> onFailure(Throwable thrown, HandlerMethod handler) throws Throwable {
		Throwable failure = failure(thrown);
		Problem problem = Problem.of(failure);
		if (problem == null || !(this.all && isOfData(handler) || failure instanceof ClientLookupException)) {
			throw thrown;
		}
		log(problem, thrown);
		return problem.toResponse();
	}

	/** Whether it gives data, and not the name of a view. */
	private static boolean isOfData(HandlerMethod handler) {
		return AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), ResponseBody.class)
				|| handler.hasMethodAnnotation(ResponseBody.class)
				|| isEntity(ResolvableType.forMethodReturnType(handler.getMethod()));
	}

	/** Also of a future, or a publisher. */
	private static boolean isEntity(ResolvableType type) {
		return HttpEntity.class.isAssignableFrom(type.toClass())
				|| HttpEntity.class.isAssignableFrom(type.getGeneric(0).toClass());
	}

	/** The failure of a future is no exception of the application's own. */
	private static Throwable failure(Throwable thrown) {
		Throwable bare = thrown;
		while (isOfFuture(bare) && bare.getCause() != null) {
			bare = bare.getCause();
		}
		return bare;
	}

	/** Newer JDKs wrap the exception of a cancelled future into another one. */
	private static boolean isOfFuture(Throwable thrown) {
		return thrown instanceof CompletionException || thrown instanceof ExecutionException
				|| thrown instanceof CancellationException && thrown.getCause() instanceof CancellationException;
	}

	/** Nobody else tells the operator of what was answered. */
	private static void log(Problem problem, Throwable thrown) {
		if (problem.status().is5xxServerError()) {
			logger.warn("Answered with %d: %s".formatted(problem.status().value(), thrown.getMessage()));
			logger.debug("Answered with %d".formatted(problem.status().value()), thrown);
		}
	}

}
