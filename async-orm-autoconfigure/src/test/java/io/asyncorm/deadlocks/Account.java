package io.asyncorm.deadlocks;

import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;

@Model
public record Account(@Nullable Long id, @Column(unique = true) String owner, long balance) {

}
