package io.asyncorm.sample;

import io.asyncorm.model.InvalidValueException;
import io.asyncorm.query.DoesNotExistException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What clients are told that ask for what cannot be.
 */
@RestControllerAdvice
class Problems {

	/** A value that the model or the database refuses. */
	@ExceptionHandler
	ProblemDetail onInvalidValue(InvalidValueException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ProblemDetail onMissing(DoesNotExistException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(ex.getMessage()));
	}

}
