package io.asyncorm.tickets;

import io.asyncorm.model.Model;
import io.asyncorm.query.Many;
import org.jspecify.annotations.Nullable;

@Model(table = "person")
record User(@Nullable Long id, String name, Many<Ticket> tickets) {
}
