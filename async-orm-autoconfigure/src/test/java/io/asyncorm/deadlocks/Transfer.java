package io.asyncorm.deadlocks;

import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

@Model
public record Transfer(@Nullable Long id, long amount, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Account> account) {

}
