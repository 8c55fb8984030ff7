package io.asyncorm.migrations.second;

import java.time.LocalDate;

import io.asyncorm.model.Check;
import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Index;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.RenamedFrom;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model
@RenamedFrom("novel")
@Index(fields = { "writer", "-published" })
public record Book(@Nullable Long id, @Column(length = 100) String title, @Check("pages >= 0") long pages,
		@DefaultValue("true") boolean inPrint, @Nullable LocalDate published,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Writer> writer) {
}
