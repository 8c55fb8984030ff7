package io.asyncorm.tickets;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model(ordering = "id")
record Ticket(@Nullable Long id, String title,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "tickets") Ref<User> reporter,
		@ManyToMany(relatedName = "tagged") Many<User> watchers) {
}
