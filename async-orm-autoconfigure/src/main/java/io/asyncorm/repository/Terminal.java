package io.asyncorm.repository;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.QuerySet;

/**
 * The methods of a query set that a declared method can end with.
 */
enum Terminal {

	LIST("list", true) {

		@Override
		<M> CompletableFuture<List<M>> run(QuerySet<M> rows) {
			return rows.alist();
		}

		@Override
		ResultType resultType(Class<?> model) {
			return new ResultType(List.class, model);
		}

	},

	FIRST("first", true) {

		@Override
		<M> CompletableFuture<Optional<M>> run(QuerySet<M> rows) {
			return rows.afirst();
		}

		@Override
		ResultType resultType(Class<?> model) {
			return new ResultType(Optional.class, model);
		}

	},

	GET("get", false) {

		@Override
		<M> CompletableFuture<M> run(QuerySet<M> rows) {
			return rows.aget();
		}

		@Override
		ResultType resultType(Class<?> model) {
			return ResultType.of(model);
		}

	},

	COUNT("count", false) {

		@Override
		<M> CompletableFuture<Long> run(QuerySet<M> rows) {
			return rows.acount();
		}

		@Override
		ResultType resultType(Class<?> model) {
			return ResultType.of(Long.class);
		}

	},

	EXISTS("exists", false) {

		@Override
		<M> CompletableFuture<Boolean> run(QuerySet<M> rows) {
			return rows.aexists();
		}

		@Override
		ResultType resultType(Class<?> model) {
			return ResultType.of(Boolean.class);
		}

	},

	DELETE("delete", false) {

		@Override
		<M> CompletableFuture<Deleted> run(QuerySet<M> rows) {
			return rows.adelete();
		}

		@Override
		ResultType resultType(Class<?> model) {
			return ResultType.of(Deleted.class);
		}

	},

	ITERATOR("iterator", true) {

		@Override
		<M> AsyncIterable<M> run(QuerySet<M> rows) {
			return rows.aiterator();
		}

		@Override
		ResultType resultType(Class<?> model) {
			return ResultType.each(model);
		}

	};

	private final String verb;

	private final boolean ordered;

	Terminal(String verb, boolean ordered) {
		this.verb = verb;
		this.ordered = ordered;
	}

	/** The name without the {@code a}. */
	String verb() {
		return this.verb;
	}

	/** The name in a query set. */
	String methodName() {
		return "a" + this.verb;
	}

	/** Whether an order makes a difference. */
	boolean isOrdered() {
		return this.ordered;
	}

	abstract <M> Object run(QuerySet<M> rows);

	/** What the method must be declared to return. */
	abstract ResultType resultType(Class<?> model);

}
