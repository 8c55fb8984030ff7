package io.asyncorm.autoconfigure.billing;

import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.query.Many;
import org.jspecify.annotations.Nullable;

@Model
public record Invoice(@Nullable Long id, @Column(length = 40, unique = true) String number,
		@Nullable Many<Line> lines) {

}
