package io.asyncorm.query;

import io.asyncorm.expression.Subselect;

/**
 * A query set that can stand in another one.
 */
interface QueryStateHolder extends Subselect {

	QueryState state();

}
