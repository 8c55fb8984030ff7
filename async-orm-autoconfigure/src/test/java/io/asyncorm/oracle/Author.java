package io.asyncorm.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * An author, with relations to other authors in both directions.
 */
@Model(table = "author", getLatestBy = "joined")
public record Author(@Nullable Long id, @Column(length = 80) @DefaultValue("") String name,
		@Column(length = 120, unique = true) @Nullable String email, @Nullable LocalDate born,
		@Column(length = 2) @Nullable String country, @DefaultValue("true") Boolean active,
		@Column(precision = 6, scale = 2) @Nullable BigDecimal score, Instant joined,
		@Column(unique = true) @DefaultValue(supplier = RandomUuid.class) UUID token,
		@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "mentees") @Nullable Ref<Author> mentor,
		@ManyToMany(table = "author_friends", symmetrical = true) Many<Author> friends,
		@ManyToMany(table = "author_follows", relatedName = "followedBy") Many<Author> follows, Many<Author> followedBy,
		Many<Author> mentees, One<Profile> profile, Many<Book> books, Many<Book> edited,
		Many<Contribution> contributions, Many<Book> contributed, Many<Review> moderated, Many<Contract> contracts) {
}
