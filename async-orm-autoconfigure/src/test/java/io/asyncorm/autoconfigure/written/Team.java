package io.asyncorm.autoconfigure.written;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

@Model
public record Team(@Nullable Long id, @Column(length = 50, unique = true) String name, @DefaultValue("0") int points) {

	public Team {
		if (name.length() < 3) {
			throw new IllegalArgumentException("A name has three letters");
		}
	}

}
