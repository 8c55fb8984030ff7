package io.asyncorm.assembly;

import java.util.List;
import java.util.stream.Collectors;

import io.asyncorm.model.FieldStamp;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelRegistry;

/**
 * Models want to know who is acting, by {@code @CreatedBy} or {@code @ModifiedBy}, and
 * nobody tells.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class MissingCurrentUserException extends IllegalStateException {

	private final String why;

	private MissingCurrentUserException(String why) {
		super(why + " Give AsyncOrm.builder(...) a currentUser, or declare a bean of type CurrentUser.");
		this.why = why;
	}

	static void throwIfNeeded(ModelRegistry models) {
		List<ModelField> fields = models.models()
			.stream()
			.flatMap((model) -> model.fields().stream())
			.filter((field) -> field.stamp() == FieldStamp.CREATED_BY || field.stamp() == FieldStamp.MODIFIED_BY)
			.toList();
		if (!fields.isEmpty()) {
			throw new MissingCurrentUserException(fields.stream()
				.map((field) -> "'" + field + "'")
				.collect(Collectors.joining(", ", "",
						((fields.size() == 1) ? " is" : " are")
								+ " set to the user who is acting (@CreatedBy, @ModifiedBy), and nobody tells who that"
								+ " is.")));
		}
	}

	/** What is wrong, as a sentence. */
	public String why() {
		return this.why;
	}

}
