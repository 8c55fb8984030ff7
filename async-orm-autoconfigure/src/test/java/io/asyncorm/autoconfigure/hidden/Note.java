package io.asyncorm.autoconfigure.hidden;

import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

@Model
record Note(@Nullable Long id, String text, @DefaultValue("CALM") Mood mood,
		@DefaultValue(supplier = FirstWord.class) String word) {

}
