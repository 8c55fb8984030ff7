package io.asyncorm.autoconfigure.web;

import io.asyncorm.repository.ClientLookupException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers requests that ask for what is not allowed with HTTP 400 and what is. Whatever
 * the application says about this exception goes before.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ClientLookupAdvice {

	@ExceptionHandler
	ProblemDetail onClientLookup(ClientLookupException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				String.valueOf(ex.getMessage()));
		problem.setProperty("parameter", ex.parameter());
		return problem;
	}

}
