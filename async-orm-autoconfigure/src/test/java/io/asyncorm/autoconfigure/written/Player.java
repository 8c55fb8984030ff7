package io.asyncorm.autoconfigure.written;

import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model
public record Player(@Nullable Long id, @Column(length = 50) String name, int score,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "players") Ref<Team> team) {

}
