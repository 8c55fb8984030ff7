package io.asyncorm.query;

import java.util.List;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.Step;
import io.asyncorm.model.ModelMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What names lead to.
 *
 * @param operand the field or annotation
 * @param related the model whose key it is; null if it is none
 * @param rest the names behind it: transforms and a lookup
 */
record ResolvedName(Expression operand, @Nullable ModelMetadata<?> related, List<Step> rest) {

}
