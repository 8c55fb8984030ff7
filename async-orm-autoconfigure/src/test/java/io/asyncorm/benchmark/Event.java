package io.asyncorm.benchmark;

import java.math.BigDecimal;
import java.time.LocalDate;

import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

/** A row of those that are streamed. */
@Model
record Event(@Nullable Long id, String title, String source, int size, BigDecimal price, LocalDate day,
		boolean handled) {

}
