package io.asyncorm.autoconfigure.check.sound;

import java.time.LocalDate;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model
public record Song(@Nullable Long id, String title, @Nullable Integer seconds, @Nullable LocalDate released,
		@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Singer> singer) {

}
